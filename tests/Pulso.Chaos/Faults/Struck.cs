using System.Collections.Concurrent;

namespace Pulso.Chaos.Faults;

/// <summary>How often each fault has struck.</summary>
internal sealed class Struck
{
    private readonly ConcurrentDictionary<Fault, int> counts = [];

    public int this[Fault fault] => counts.GetValueOrDefault(fault);

    public IEnumerable<Fault> Missing => Enum.GetValues<Fault>().Where(fault => this[fault] == 0);

    public int Total => counts.Values.Sum();

    public void Add(Fault fault, int times = 1) => counts.AddOrUpdate(fault, times, (_, known) => known + times);

    /// <summary>A fault in words.</summary>
    public static string Words(Fault fault) =>
        string.Concat($"{fault}".Select((letter, place) => char.IsUpper(letter) && place > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
}
