using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;
using Pulso.Settings;

namespace Pulso.Cli.Tenants;

/// <summary><c>tenant add|usage|remove</c>: a tenant's coming, what it uses, and its going.</summary>
internal static class TenantVerbs
{
    public static Command Verb() => new("tenant", "A tenant's coming and going") { AddVerb(), UsageVerb(), RemoveVerb() };

    private static Command AddVerb()
    {
        var zone = new Option<string>("--zone") { Description = "Its time zone (IANA)", DefaultValueFactory = _ => "UTC", HelpName = "zone" };
        var source = new Option<string>("--source") { Description = "The source of its canonical events (default /TENANT/events)", HelpName = "source" };
        return new TenantVerb("add", "Create a tenant with keys and a secret of its own", zone, source).Does(async (client, name, arguments, cancel) =>
        {
            if (await client.FindAsync($"{name}/usage", cancel) is not null)
                throw new Failure($"There is a tenant {name} already.", $"settings put FILE --tenant {name} appends to its settings.");
            string of = arguments.GetValue(source) ?? $"/{name}/events";
            string secret = $"{StandardSecret.Prefix}{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}";
            string reader = Key("reader"), admin = Key("admin");
            byte[] document = JsonSerializer.SerializeToUtf8Bytes(new
            {
                tenant = name,
                sources = new Dictionary<string, object> { [of] = new { secrets = new[] { secret } } },
                readers = new[] { reader },
                admins = new[] { admin },
                versions = new[] { new { validFrom = "1990-01-01", timeZone = arguments.GetValue(zone) } },
            });
            Screen.Done(await PutSettings.RunAsync(client, name, document, cancel));
            Screen.Line("Shown once; the keys are kept as hashes:");
            Screen.Pairs(("webhook", $"{client.Url}api/{name}/events"), ("source", of), ("secret", secret), ("reader key", reader), ("admin key", admin));
            return 0;
        });
    }

    private static Command UsageVerb()
    {
        var month = new Option<string?>("--month") { Description = "yyyy-MM (default: this one)", HelpName = "month" };
        return new TenantVerb("usage", "What it used in a month, for billing", month).Does(async (client, tenant, arguments, cancel) =>
        {
            string query = arguments.GetValue(month) is { } named ? $"?month={Uri.EscapeDataString(named)}" : "";
            var usage = PulsoClient.Read<Usage>(await client.GetAsync($"{tenant}/usage{query}", cancel));
            Screen.Pairs(("month", usage.Month), ("events", Screen.Number(usage.Events)), ("archived bytes", Screen.Number(usage.ArchivedBytes)), ("contacts", Screen.Number(usage.Contacts)));
            return 0;
        });
    }

    private static Command RemoveVerb()
    {
        var yes = new Option<bool>("--yes") { Description = "Really: nothing of it can be had again", Required = true };
        return new TenantVerb("remove", "Remove everything of a tenant, for good", yes).Does(async (client, name, arguments, cancel) =>
        {
            if (!arguments.GetValue(yes))
                throw new Failure("Nothing was removed.", "Everything of the tenant would go: say --yes.");
            var removed = PulsoClient.Read<Removed>(await client.DeleteAsync($"{name}?confirm={name}", cancel));
            Screen.Done($"{name} is gone: {Screen.Number(removed.Rows)} rows, {Screen.Number(removed.Blobs)} blobs, {Screen.Number(removed.DeadLetters)} dead letters");
            if (removed.Rows + removed.Blobs + removed.DeadLetters > 0)
                Screen.Line("  Other instances know its settings for some seconds more: run it again in a minute, and it should find nothing.");
            return 0;
        });
    }

    private static string Key(string role) => $"{role}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";

    private sealed record Usage(string Tenant, string Month, long Events, long ArchivedBytes, long Contacts);

    private sealed record Removed(int Rows, int Blobs, int DeadLetters);
}
