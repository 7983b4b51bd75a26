using System.Diagnostics;
using Pulso.Acceptance.Running;
using Pulso.Recounts;
using Pulso.Tests.Scenarios;
using Xunit.Abstractions;

namespace Pulso.Tests.DataSets;

/// <summary>Real contacts, from the bytes that arrive to the cells, against figures that were computed from the rows they were made of.</summary>
public sealed class DataSetTests(ITestOutputHelper output)
{
    [SharedTheory]
    [InlineData("bank-1999-01")]
    [InlineData("helpdesk-2016-03")]
    [InlineData("chat-a")]
    [InlineData("nps-a")]
    public void Every_figure_is_that_of_the_original_rows(string name)
    {
        var clock = Stopwatch.StartNew();
        var set = new DataSet(name);
        var compared = new Comparison(set.Cells());
        compared.All(set.Expected);
        string text = $"{name}: {compared.CountersCompared + compared.KpisCompared} figures compared ({compared.CountersCompared} counters, "
            + $"{compared.KpisCompared} KPIs), {compared.Differences.Count} differ, {clock.Elapsed.TotalSeconds:0.0} s";
        output.WriteLine(text);
        Console.WriteLine(text);
        Assert.Empty(compared.Differences);
    }

    [SharedTheory]
    [InlineData("bank-1999-01")]
    [InlineData("helpdesk-2016-03")]
    [InlineData("chat-a")]
    [InlineData("nps-a")]
    public void The_cells_equal_a_recount(string name)
    {
        var set = new DataSet(name);
        Same.Cells(Recount.Of(set.Requests().SelectMany(frames => frames), set.Settings), set.Cells());
    }
}
