using Pulso.Acceptance.Running;
using Pulso.Events;
using Pulso.Functions.Bi.Tables;
using Pulso.Kpis.Fair;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Docs;

/// <summary>Holds the generated pages of <c>docs/</c> against the code; <c>UPDATE_GOLDEN=1</c> writes them anew.</summary>
public sealed class DocsTests
{
    [Fact]
    public void The_page_of_events_lists_every_type_and_field() => Golden.Holds("docs/events.md", EventsPage.Lines());

    [Fact]
    public void The_page_of_counters_lists_every_counter() => Golden.Holds("docs/counters.md", CountersPage.Lines());

    [Fact]
    public void The_glossary_is_the_catalogue() => Golden.Holds("docs/kpis.md", KpisPage.Lines());

    [Fact]
    public void The_page_of_agents_names_what_they_are_compared_on_and_the_settings_that_decide()
    {
        string page = File.ReadAllText(Checkout.PathOf("docs/agents.md"));
        Assert.All(
            [.. FairMeasure.All.Select(measure => measure.Kpi), "agentCredit", "minimumSample", "toneCriteria"],
            name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
        Assert.Contains(" 28 days", page, StringComparison.Ordinal);
        Assert.Equal(28 * 86_400_000L, Coaching.ReachMs);
    }

    [Fact]
    public void The_page_of_settings_lists_every_app_setting_and_role() => Golden.Holds("docs/settings.md", AppSettingsPage.Lines());

    [Fact]
    public void Every_exported_table_has_its_page()
    {
        foreach (var table in BiTable.All)
            Golden.Holds($"docs/tables/{table.Name}.md", TablePage.Lines(table));
    }

    [Fact]
    public void The_page_of_tables_names_every_one()
    {
        string page = File.ReadAllText(Checkout.PathOf("docs/tables/README.md"));
        Assert.All(BiTable.All, table => Assert.Contains($"[{table.Name}]({table.Name}.md)", page, StringComparison.Ordinal));
    }
}
