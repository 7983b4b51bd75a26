using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Pulso.Tests.Generated;

/// <summary>A law: it holds for every generated value. The values are the same in each run; a failure names the seed.</summary>
/// <remarks><c>PULSO_STREAMS</c> sets how many values are tried (300), <c>PULSO_SEED</c> tries a single one.</remarks>
internal static class Law
{
    private const ulong FirstSeed = 20_260_302;

    private static readonly int Values = Number("PULSO_STREAMS") ?? 300;
    private static readonly int? OnlySeed = Number("PULSO_SEED");

    /// <summary>Holds for every stream of events; a failing one is made smaller first.</summary>
    public static void ForStreams(Action<EventStream, Random> holds) =>
        Check(EventStream.Of, stream => stream.Smaller(), stream => holds(stream, new Random(stream.Seed)));

    /// <summary>Holds for every value that can be made.</summary>
    public static void For<T>(Func<Random, T> make, Action<T> holds) =>
        Check(seed => new Seeded<T>(seed, make(new Random(seed))), _ => [], seeded => holds(seeded.Value));

    private static void Check<T>(Func<int, T> make, Func<T, IEnumerable<T>> smaller, Action<T> holds)
    {
        var seeds = OnlySeed is { } seed ? Gen.Constant(seed) : Gen.Choose(1, int.MaxValue);
        var config = Config.QuickThrowOnFailure
            .WithQuietOnSuccess(true)
            .WithMaxTest(OnlySeed is null ? Values : 1)
            .WithReplay(FirstSeed, 1);
        Prop.ForAll(Arb.From(seeds.Select(make), smaller), holds).Check(config);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : null;

    private sealed record Seeded<T>(int Seed, T Value);
}
