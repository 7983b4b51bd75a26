using Pulso.Cli.Reconciliations;
using Pulso.Reconciliations;

namespace Pulso.Cli.Tests.Reconciliations;

/// <summary>How a vendor's report is read.</summary>
public sealed class ReportFileTests
{
    [Fact]
    public void Columns_come_in_any_order_and_others_are_passed_over() => Assert.Equal(
        [
            new ReportedContact("c-1", 1_772_442_000_000, "answered", 12_000, 300_000, IsWhole: true),
            new ReportedContact("c, 2", 1_772_438_400_000, "abandoned", 3_500, null, IsWhole: false),
        ],
        ReportFile.Read("\uFEFFoutcome,note,contact,started,wait_s,handle_s\r\nAnswered,x,c-1,2026-03-02T09:00:00Z,12,300\r\nabandoned,\"a \"\"b\"\"\",\"c, 2\",2026-03-02T09:00:00+01:00,3.5,\r\n"));

    [Fact]
    public void A_time_without_offset_is_utc() =>
        Assert.Equal(1_772_442_000_000, Assert.Single(ReportFile.Read("contact,started\nc,2026-03-02 09:00:00")).StartedMs);

    [Theory]
    [InlineData("id,started\nc,2026-03-02", "the report needs a header with the column contact")]
    [InlineData("contact,wait_s\nc,soon", "line 2: wait_s is not a number of seconds: soon")]
    [InlineData("contact,started\nc,never", "line 2: started is not an instant: never")]
    [InlineData("contact,started\n,2026-03-02", "line 2: contact is empty")]
    public void A_fault_is_named_with_its_line(string text, string fault) =>
        Assert.Equal(fault, Assert.Throws<Failure>(() => ReportFile.Read(text)).Message);
}
