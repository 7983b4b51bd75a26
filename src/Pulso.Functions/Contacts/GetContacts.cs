using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;
using Pulso.Settings;

namespace Pulso.Functions.Contacts;

/// <summary><c>GET /api/{tenant}/contacts</c>: the contacts behind a figure; with <c>contact</c>, one of them and its events.</summary>
public sealed class GetContacts(Gate gate, ContactReader reader, TimeProvider clock)
{
    [Function("contacts")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/contacts")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Contacts, settings => request.Query.Text("contact") is { } id
            ? OneAsync(id, settings, cancel)
            : ListAsync(request, settings, cancel), cancel);

    private async Task<IActionResult> ListAsync(HttpRequest request, TenantSettings settings, CancellationToken cancel)
    {
        var asked = ContactQuery.Read(request.Query, settings, clock.GetUtcNow().ToUnixTimeMilliseconds(), out var faults);
        if (asked is null)
            return Answers.WrongQuery(faults);
        var (total, page) = await reader.ReadAsync(asked, settings, cancel);
        return Answers.Of(new { total, contacts = page.Select(contact => ContactJson.Of(contact, asked.Kpi)) });
    }

    private async Task<IActionResult> OneAsync(string id, TenantSettings settings, CancellationToken cancel) =>
        await reader.FindAsync(id, settings, cancel) is { } found
            ? Answers.Of(new { contact = ContactJson.Of(found.Contact, null), events = found.Events.Select(ContactJson.Of) })
            : Answers.NotFound();
}
