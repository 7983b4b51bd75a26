using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pulso.Functions.Http;

namespace Pulso.Functions.Access;

/// <summary>Who may call a function.</summary>
public enum Admission
{
    /// <summary>Anybody.</summary>
    Everyone,

    /// <summary>A sender, by the signature over what it sends.</summary>
    Signature,

    /// <summary>Who sends a key of the tenant in the body: it is exchanged for a sign-in.</summary>
    Key,

    /// <summary>Who holds a reader or admin key of the tenant.</summary>
    Reader,

    /// <summary>Who holds an admin key of the tenant.</summary>
    Admin,
}

/// <summary>One HTTP function: how it is called, and by whom.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Changes">True where it changes what others see: such calls are audited.</param>
public sealed record Route(string Function, string Method, Admission Admission, bool Changes = false)
{
    /// <summary>The same address under another method, where it has one.</summary>
    public Route? Other { get; init; }

    /// <summary>True where the function itself writes the audit's line, since its address does not say what is changed.</summary>
    public bool TellsWhat { get; init; }

    /// <summary>Every method that it takes.</summary>
    public string Allowed => Other is null ? Method : $"{Method}, {Other.Allowed}";

    /// <summary>The route under a method; null where that is not allowed.</summary>
    public Route? Under(string method) => method == Method ? this : Other?.Under(method);

    /// <summary>The answer to a request by a method that is not allowed; null where it is.</summary>
    public IActionResult? Refusal(HttpRequest request) =>
        Under(request.Method) is null ? Answers.MethodNotAllowed(request.HttpContext.Response, Allowed) : null;
}

/// <summary>Every HTTP function, and who may call it. Nothing else decides on that.</summary>
public static class Routes
{
    private static readonly List<Route> Defined = [];

    public static readonly Route Events = Define("events", "POST", Admission.Signature);
    public static readonly Route Channels = Define("channels", "POST", Admission.Signature);
    public static readonly Route Surveys = Define("surveys", "POST", Admission.Signature);
    public static readonly Route Kpis = Define("kpis", "GET", Admission.Reader, other: new Route("kpis", "POST", Admission.Admin));
    public static readonly Route Staffing = Define("staffing", "GET", Admission.Reader);
    public static readonly Route Agents = Define("agents", "GET", Admission.Reader);
    public static readonly Route Alerts = Define("alerts", "GET", Admission.Reader, other: new Route("alerts", "POST", Admission.Admin, Changes: true) { TellsWhat = true });
    public static readonly Route Deliveries = Define("deliveries", "GET", Admission.Admin, other: new Route("deliveries", "POST", Admission.Admin, Changes: true) { TellsWhat = true });
    public static readonly Route Contacts = Define("contacts", "GET", Admission.Reader);
    public static readonly Route Exports = Define("exports", "GET", Admission.Reader);
    public static readonly Route HealthPanel = Define("health-panel", "GET", Admission.Reader);
    public static readonly Route ActionPanel = Define("action-panel", "GET", Admission.Reader);
    public static readonly Route WeeklyPanel = Define("weekly-panel", "GET", Admission.Reader);
    public static readonly Route Portfolio = Define("portfolio", "GET", Admission.Reader);
    public static readonly Route Annotations = Define("annotations", "POST", Admission.Admin, changes: true);
    public static readonly Route Goals = Define("goals", "POST", Admission.Admin, changes: true);
    public static readonly Route Dashboard = Define("dashboard", "GET", Admission.Everyone);
    public static readonly Route DashboardFiles = Define("dashboard-files", "GET", Admission.Everyone);
    public static readonly Route SignIn = Define("sign-in", "POST", Admission.Key);
    public static readonly Route SignOut = Define("sign-out", "POST", Admission.Everyone);
    public static readonly Route Health = Define("health", "GET", Admission.Everyone);
    public static readonly Route OpenApi = Define("openapi", "GET", Admission.Everyone);
    public static readonly Route Settings = Define("settings", "PUT", Admission.Admin, changes: true);
    public static readonly Route Snapshots = Define("snapshots", "POST", Admission.Admin, changes: true);
    public static readonly Route Verify = Define("verify", "POST", Admission.Admin);
    public static readonly Route Rebuild = Define("rebuild", "POST", Admission.Admin, changes: true);
    public static readonly Route Generations = Define("generations", "GET", Admission.Admin);
    public static readonly Route DropGeneration = Define("drop-generation", "DELETE", Admission.Admin, changes: true);
    public static readonly Route Consents = Define("consents", "GET", Admission.Admin);
    public static readonly Route Erasures = Define("erasures", "POST", Admission.Admin, changes: true);
    public static readonly Route SetMark = Define("set-mark", "POST", Admission.Admin);
    public static readonly Route GetMark = Define("get-mark", "GET", Admission.Admin);
    public static readonly Route Audit = Define("audit", "GET", Admission.Admin);

    public static readonly Route DeadLetters = Define("dead-letters", "GET", Admission.Admin, other: new Route("dead-letters", "POST", Admission.Admin, Changes: true));
    public static readonly Route Usage = Define("usage", "GET", Admission.Admin);
    public static readonly Route Reapply = Define("reapply", "POST", Admission.Admin, changes: true);
    public static readonly Route RemoveTenant = Define("remove-tenant", "DELETE", Admission.Admin, changes: true);

    public static IReadOnlyList<Route> All => Defined;

    /// <summary>Every function under every method that it takes.</summary>
    public static IEnumerable<Route> UnderEveryMethod => Defined.SelectMany(route => route.Other is null ? [route] : new[] { route, route.Other });

    private static Route Define(string function, string method, Admission admission, bool changes = false, Route? other = null)
    {
        var route = new Route(function, method, admission, changes) { Other = other };
        Defined.Add(route);
        return route;
    }
}
