namespace Pulso.Acceptance.Running;

/// <summary>A fact about files of the folder <c>shared</c> beside the repository; skipped where there is none, unless <c>REQUIRE_SHARED=1</c>.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = Reason;

    /// <summary>Why these tests are skipped; null where they are not.</summary>
    public static string? Reason =>
        Checkout.Shared is null && Environment.GetEnvironmentVariable("REQUIRE_SHARED") != "1" ? "there is no folder shared beside the repository" : null;

    public static string PathOf(string file) =>
        Path.Combine(Checkout.Shared ?? throw new DirectoryNotFoundException("There is no folder shared beside the repository."), file);
}

/// <summary>The same for a theory.</summary>
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = SharedFactAttribute.Reason;
}
