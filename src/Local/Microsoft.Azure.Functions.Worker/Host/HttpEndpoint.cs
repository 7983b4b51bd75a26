namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>A function behind a route.</summary>
internal sealed class HttpEndpoint(FunctionMethod function, HttpTriggerAttribute trigger, HostJson hostJson, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("Function." + function.Name);

    public static string Route(FunctionMethod function, HttpTriggerAttribute trigger, HostJson hostJson) =>
        $"{hostJson.RoutePrefix}/{trigger.Route ?? function.Name}".Trim('/');

    public IEndpointConventionBuilder Map(WebApplication app) => trigger.Methods.Length == 0
        ? app.Map(Route(function, trigger, hostJson), AnswerAsync)
        : app.MapMethods(Route(function, trigger, hostJson), trigger.Methods, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            var result = await function.InvokeAsync(context.RequestServices, parameter => Value(parameter, context));
            if (result is null) return;
            await result.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            _logger.LogInformation("The client of function {Function} went away", function.Name);
        }
        catch (Exception exception)
        {
            _logger.LogError(exception, "Function {Function} failed", function.Name);
            if (context.Response.HasStarted)
            {
                context.Abort(); // A cut answer must not look like a whole one.
                return;
            }

            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static object? Value(ParameterInfo parameter, HttpContext context) =>
        parameter.ParameterType == typeof(HttpRequest) ? context.Request
        : parameter.ParameterType == typeof(CancellationToken) ? context.RequestAborted
        : context.Request.RouteValues[parameter.Name!] as string;
}
