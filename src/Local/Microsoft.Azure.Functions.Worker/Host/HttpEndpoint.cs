using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>A function behind a route.</summary>
internal sealed class HttpEndpoint(FunctionMethod function, HttpTriggerAttribute trigger, HostJson hostJson, IServiceProvider services)
{
    private readonly ILogger _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Function." + function.Name);

    public static string Route(FunctionMethod function, HttpTriggerAttribute trigger, HostJson hostJson) =>
        $"{hostJson.RoutePrefix}/{trigger.Route ?? function.Name}".Trim('/');

    public void Map(WebApplication app)
    {
        function.Demand(typeof(HttpRequest), typeof(CancellationToken), typeof(string));
        var route = Route(function, trigger, hostJson);
        if (trigger.Methods.Length == 0) app.Map(route, AnswerAsync);
        else app.MapMethods(route, trigger.Methods, AnswerAsync);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            var result = await function.InvokeAsync(context.RequestServices, parameter => Value(parameter, context));
            if (result is not null) await result.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
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
                context.Abort();
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
