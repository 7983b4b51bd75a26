using Microsoft.AspNetCore.Http;
using Pulso.Settings;

namespace Pulso.Functions.Vendors;

/// <summary>Which address a vendor's webhook has.</summary>
public enum VendorKind
{
    /// <summary><c>/api/{tenant}/channels/{source}</c>.</summary>
    Channel,

    /// <summary><c>/api/{tenant}/surveys/{source}</c>.</summary>
    Survey,
}

/// <summary>A vendor whose own webhook is understood: a name and pure functions.</summary>
/// <param name="Id">What a source's <c>vendor</c> says.</param>
/// <param name="IsSigned">Whether a delivery was signed with a secret, at an instant.</param>
/// <param name="Translate">Writes what a signed delivery means.</param>
internal sealed record Vendor(
    string Id, VendorKind Kind, Func<Delivery, string, DateTimeOffset, bool> IsSigned, Action<Delivery, Translation> Translate)
{
    /// <summary>Answers a GET by which the vendor makes sure of the address, with one of the secrets; null if that is not the right one.</summary>
    public Func<IQueryCollection, string, string?>? Handshake { get; init; }

    /// <summary>Where the answers lie that a delivery only names; null for one that names none.</summary>
    public Func<Delivery, Source, string, Lookup?>? Lookup { get; init; }

    /// <summary>The settings beside <c>vendor</c> and <c>secrets</c> that mean something to it.</summary>
    public IReadOnlySet<string> Settings { get; init; } = new HashSet<string>();

    /// <summary>The host of its API, where a source names none; null where it is another one for each customer.</summary>
    public string? Api { get; init; }

    /// <summary>The hosts that its API may have, by their ends.</summary>
    public IReadOnlyList<string> ApiHosts { get; init; } = [];
}

/// <summary>What must be read at a vendor's to know an answer: an address, and the header that opens it.</summary>
internal sealed record Lookup(Uri Address, string Header, string Value);
