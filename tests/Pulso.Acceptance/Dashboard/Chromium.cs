namespace Pulso.Acceptance.Dashboard;

/// <summary>The browser of these tests. <c>CHROMIUM</c> names another one; <c>REQUIRE_BROWSER=1</c> makes its absence a failure.</summary>
internal static class Chromium
{
    private static readonly string?[] Paths =
        [Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Why the tests are skipped; null where they are not.</summary>
    public static string? Reason => Environment.GetEnvironmentVariable("REQUIRE_BROWSER") == "1" || Paths.Any(File.Exists)
        ? Running.SharedFactAttribute.Reason
        : "there is no Chromium: install it, or name one in CHROMIUM";
}

/// <summary>A fact that needs a browser, and files of the folder <c>shared</c>.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Reason;
}
