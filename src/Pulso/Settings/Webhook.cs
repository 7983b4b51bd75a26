namespace Pulso.Settings;

/// <summary>The body that an outgoing webhook has.</summary>
public enum WebhookTemplate
{
    /// <summary>The CloudEvent itself.</summary>
    Event,

    /// <summary>A message with an Adaptive Card, for a workflow of Microsoft Teams.</summary>
    Teams,

    /// <summary>A message for an incoming webhook of Slack.</summary>
    Slack,

    /// <summary>A task of a CRM.</summary>
    Task,
}

/// <summary>An outgoing webhook: where alerts are sent, signed as Standard Webhooks.</summary>
/// <param name="Url">Where to, or <c>setting:NAME</c>: the addresses of Teams and Slack are secrets.</param>
/// <param name="Secrets">What it is signed with, each once, so that they can be replaced; or <c>setting:NAME</c>.</param>
/// <param name="Kinds">Which alerts; empty for all.</param>
/// <param name="Token">What goes into <c>Authorization: Bearer</c>, or <c>setting:NAME</c>.</param>
/// <param name="Body">JSON in place of the template's, with <c>{placeholders}</c>.</param>
public sealed record Webhook(
    string Name, string Url, IReadOnlyList<string> Secrets, WebhookTemplate Template, IReadOnlyList<string> Kinds, string? Token, string? Body)
{
    /// <summary>True if alerts of that kind are sent.</summary>
    public bool Takes(string kind) => Kinds.Count == 0 || Kinds.Contains(kind);
}
