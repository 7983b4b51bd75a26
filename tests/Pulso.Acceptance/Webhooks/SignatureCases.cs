using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Webhooks;

/// <summary>Who may send: headers, signatures, timestamps, sources.</summary>
internal static class SignatureCases
{
    private static readonly string Good = Calls.Event("contact.started", "signed", "2026-03-02T10:00:00Z", "\"channel\":\"voice\"");
    private static readonly string OtherSecret = Signed.SecretOf("fedcba9876543210fedcba9876543210");
    private static readonly string Wrong = $"v1,{Convert.ToBase64String(new byte[32])}";

    public static IEnumerable<Case> All => [.. Headers, .. Flipped, .. Signatures, .. Timestamps, .. Sources];

    private static IEnumerable<Case> Headers => new[] { Post.Id, Post.Timestamp, Post.Signature }.SelectMany(header => new Case[]
    {
        new($"{header} missing", 401, () => Post.Signed(Good).With(header)),
        new($"{header} empty", 401, () => Post.Signed(Good).With(header, "")),
        new($"{header} doubled", 401, () => Post.Signed(Good) is var post ? post.With(header, post[header], post[header]) : post),
    });

    private static IEnumerable<Case> Flipped =>
    [
        new("one bit flipped in the body", 401, () => Post.Signed(Good) is var post ? post with { Body = [(byte)(post.Body[0] ^ 1), .. post.Body[1..]] } : post),
        new("one bit flipped in the id", 401, () => Changed(Post.Id, id => $"{id[..^1]}{(char)(id[^1] ^ 1)}")),
        new("one bit flipped in the timestamp", 401, () => Changed(Post.Timestamp, time => $"{time[..^1]}{(char)(time[^1] ^ 1)}")),
        new("one bit flipped in the signature", 401, () => Changed(Post.Signature, text => $"v1,{(char)(text[3] ^ 1)}{text[4..]}")),
    ];

    private static IEnumerable<Case> Signatures =>
    [
        new("the signature cut short", 401, () => Changed(Post.Signature, text => text[..^4])),
        new("the signature in hex", 401, () => Changed(Post.Signature, text => $"v1,{Convert.ToHexStringLower(Convert.FromBase64String(text[3..]))}")),
        new("the signature without its version", 401, () => Changed(Post.Signature, text => text[3..])),
        new("the signature under another version", 401, () => Changed(Post.Signature, text => $"v2,{text[3..]}")),
        new("a version without a signature", 401, () => Changed(Post.Signature, _ => "v1,")),
        new("a list of wrong signatures", 401, () => Changed(Post.Signature, _ => $"{Wrong} {Wrong}")),
        new("the valid signature last in a list", 202, () => Changed(Post.Signature, text => $"{Wrong} v2,AAAA {text}")),
        new("a malformed signature first in a list", 202, () => Changed(Post.Signature, text => $"v1,!!! , {text}")),
    ];

    private static IEnumerable<Case> Timestamps =>
    [
        // To the second: StandardWebhooksTests and ToleranceTests, whose clocks stand.
        new("a timestamp of almost five minutes ago", 202, () => At(Post.Now(-280))),
        new("a timestamp almost five minutes ahead", 202, () => At(Post.Now(280))),
        new("a timestamp of more than five minutes ago", 401, () => At(Post.Now(-310))),
        new("a timestamp more than five minutes ahead", 401, () => At(Post.Now(310))),
        .. new[]
        {
            "0", "-1", "9223372036854775807", "99999999999999999999999", "now", "0x65", "1e9", Post.Now(0) + ".5", Post.Now(0) + "000", "+" + Post.Now(0),
            "2026-03-02T10:00:00Z",
        }.Select((absurd, place) => new Case($"an absurd timestamp, {place + 1}", 401, () => At(absurd))),
    ];

    private static IEnumerable<Case> Sources =>
    [
        new("another secret", 401, () => Post.Signed(Good, secret: OtherSecret)),
        new("an unknown source", 401, () => Post.Signed(Elsewhere)),
        new("an unknown source and another secret", 401, () => Post.Signed(Elsewhere, secret: OtherSecret)),
        new("an unknown source among known ones", 401, () => Post.Signed($"[{Good},{Elsewhere}]", Signed.BatchType)),
        new("wrong in body and signature", 401, () => Post.Signed("{", secret: OtherSecret)),
        new("not signed at all", 401, () => Post.Unsigned("{}"u8.ToArray())),
    ];

    private static string Elsewhere => Good.Replace(Calls.Source, "/test/unknown", StringComparison.Ordinal);

    private static Post At(string timestamp) => Post.Signed(Good, timestamp: timestamp);

    private static Post Changed(string header, Func<string, string> change)
    {
        var post = Post.Signed(Good);
        return post.With(header, change(post[header]));
    }
}
