using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Webhooks;

namespace Pulso.Functions.Vendors;

/// <summary>The vendors' own webhooks: <c>/api/{tenant}/channels/{source}</c> and <c>/api/{tenant}/surveys/{source}</c>.</summary>
public sealed class VendorEvents(Reception reception, VendorDoor door)
{
    [Function("channels")]
    public Task<IActionResult> ChannelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/channels/{source}")] HttpRequest request,
        string tenant,
        string source,
        CancellationToken cancel) => reception.ReceiveAsync(request, tenant, door.To(VendorKind.Channel, source), cancel);

    [Function("surveys")]
    public Task<IActionResult> SurveyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/surveys/{source}")] HttpRequest request,
        string tenant,
        string source,
        CancellationToken cancel) => reception.ReceiveAsync(request, tenant, door.To(VendorKind.Survey, source), cancel);
}
