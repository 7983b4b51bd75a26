using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pulso.Acceptance.Running;
using Pulso.Acceptance.Vendors;
using Pulso.Functions.Vendors;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Vendors;

/// <summary>Deliveries of vendors for tests.</summary>
internal static class Deliveries
{
    public const string Url = "https://pulso.example/api/acme/channels/desk";

    public static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-03-02T09:00:00Z", CultureInfo.InvariantCulture);

    public static Delivery Json(string body, params (string Name, string Value)[] headers) => Of("application/json", Signing.Bytes(body), headers);

    public static Delivery Form(string body, params (string Name, string Value)[] headers) =>
        Of("application/x-www-form-urlencoded; charset=UTF-8", Signing.Bytes(body), headers);

    public static Delivery Of(string type, byte[] body, params (string Name, string Value)[] headers)
    {
        var all = new HeaderDictionary { ["Content-Type"] = type };
        foreach (var (name, value) in headers)
            all[name] = value;
        return new Delivery(Url, all, body, Now);
    }

    public static Delivery Of(SignedDelivery signed) => Of(signed.Type, Signing.Bytes(signed.Body), [.. signed.Headers]) with { Url = signed.Url };

    /// <summary>A payload among the shared ones, by its path below <c>payloads</c>.</summary>
    public static Delivery Shared(string file) => Of(
        file.EndsWith(".form.txt", StringComparison.Ordinal) ? "application/x-www-form-urlencoded" : "application/json",
        File.ReadAllBytes(SharedFactAttribute.PathOf($"payloads/{file}")));

    public static Translation Translated(this Delivery delivery, Source source) =>
        Translation.Of(source, into => VendorList.Named(source.Vendor)!.Translate(delivery, into));

    public static Translation Translated(this Delivery delivery, string vendor) => delivery.Translated(new Source("desk", vendor, ["secret"]));

    /// <summary>True for a form with the same signed fields, however they are written (%2B is %2b); of Qualtrics' the message alone is signed.</summary>
    public static bool SaysTheSameAs(this Delivery delivery, Delivery other) => delivery.IsForm && Signed(delivery).SequenceEqual(Signed(other));

    private static IEnumerable<(string, string)> Signed(Delivery form) =>
        form.Form().Any(field => field.Name == "MSG") ? form.Form().Where(field => field.Name is "MSG" or "HMAC") : form.Form();
}
