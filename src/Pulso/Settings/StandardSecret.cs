namespace Pulso.Settings;

/// <summary>Secrets as Standard Webhooks has them (standardwebhooks.com): <c>whsec_</c> and the base64 of 24 to 64 bytes.</summary>
public static class StandardSecret
{
    public const string Prefix = "whsec_";

    /// <summary>What a settings document is told that has another one.</summary>
    internal const string Expected = "must be whsec_ and the base64 of 24 to 64 bytes, or setting:NAME";

    public static bool Is(string text)
    {
        Span<byte> bytes = stackalloc byte[96];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out int size) && size is >= 24 and <= 64;
    }
}
