using Pulso.Functions.Access;
using Pulso.Functions.Webhooks;

namespace Pulso.Functions.Vendors;

/// <summary>The way in for vendors.</summary>
public sealed class VendorDoor(Secrets secrets, VendorApi api, Operations operations, TimeProvider clock)
{
    /// <summary>The entrance of one source at an address.</summary>
    public IEntrance To(VendorKind kind, string source) =>
        new VendorEntrance(kind, source, secrets, new VendorReading(secrets, api, operations), clock);
}
