using System.Globalization;

namespace Pulso.Functions.Tests.Running;

/// <summary>A clock that stands until a test sets it.</summary>
internal sealed class Clock(string now) : TimeProvider
{
    private DateTimeOffset now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

    public override DateTimeOffset GetUtcNow() => now;

    public void Pass(TimeSpan time) => now += time;

    public void Set(string instant) => now = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
