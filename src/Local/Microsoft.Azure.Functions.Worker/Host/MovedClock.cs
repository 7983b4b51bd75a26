namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>For tests of a clock that jumps: this machine's, off by the seconds in the file that <c>LOCAL_CLOCK</c> names, if it is there.</summary>
internal sealed class MovedClock(string path) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddSeconds(File.Exists(path) ? double.Parse(File.ReadAllText(path)) : 0);
}
