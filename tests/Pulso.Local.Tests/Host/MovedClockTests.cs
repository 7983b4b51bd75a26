using Microsoft.Azure.Functions.Worker.Host;

namespace Pulso.Local.Tests.Host;

public sealed class MovedClockTests
{
    [Fact]
    public void The_clock_is_off_by_the_seconds_in_the_file_while_it_is_there()
    {
        var file = Path.GetTempFileName();
        var clock = new MovedClock(file);
        TimeSpan Off() => clock.GetUtcNow() - TimeProvider.System.GetUtcNow();

        File.WriteAllText(file, "-86400");
        Assert.Equal(-24, Off().TotalHours, tolerance: 1);
        File.WriteAllText(file, "259200");
        Assert.Equal(72, Off().TotalHours, tolerance: 1);
        File.Delete(file);
        Assert.Equal(0, Off().TotalHours, tolerance: 1);
    }
}
