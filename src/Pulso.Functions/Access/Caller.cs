namespace Pulso.Functions.Access;

/// <summary>Whose key a request carries.</summary>
/// <param name="Name">How the audit trail names the key: never the key itself, but what tells it from others.</param>
public sealed record Caller(Role Role, string Name)
{
    public static readonly Caller Nobody = new(Role.None, "");

    /// <summary>True if a key of this role is enough for the route.</summary>
    public bool May(Route route) => route.Admission switch
    {
        Admission.Everyone => true,
        Admission.Reader => Role >= Role.Reader,
        Admission.Admin => Role >= Role.Admin,
        _ => false,
    };
}
