namespace Pulso.Settings;

/// <summary><c>setting:NAME</c>, which a document has in the place of a secret: the app setting that holds it.</summary>
public static class SettingReference
{
    private const string Prefix = "setting:";

    /// <summary>The name, which may be empty; null for what is the secret itself.</summary>
    public static string? NameIn(string text) => text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : null;
}
