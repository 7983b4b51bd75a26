using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;
using Pulso.Functions.Access;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.OpenApi;

/// <summary>Calls every function that reads, and watches which parameters it asks for.</summary>
[Collection(OnStorage.Name)]
public sealed class ParameterTests(LocalStorage storage)
{
    private const string NotAParameter = "is not a parameter";

    [Fact]
    public async Task Every_parameter_that_a_function_reads_is_told_and_every_one_that_is_told_is_read()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = (await instance.AddTenantAsync()).Tenant;
        var wrong = new List<string>();
        foreach (var operation in Operation.All.Where(IsCalled))
        {
            var (asked, _) = await CallAsync(instance, operation, tenant, []);
            foreach (string name in asked.Except(operation.QueryNames))
            {
                if (!await IsRefusedAsync(name))
                    wrong.Add($"{operation}: {name} is read and not told");
            }
            foreach (string name in operation.QueryNames.Except(asked))
            {
                if (await IsRefusedAsync(name) || !await IsRefusedAsync("unheard-of"))
                    wrong.Add($"{operation}: {name} is told and not read");
            }

            async Task<bool> IsRefusedAsync(string name) =>
                (await CallAsync(instance, operation, tenant, new() { [name] = "1" })).Answer.Contains($"{name}: {NotAParameter}", StringComparison.Ordinal);
        }
        Assert.Empty(wrong);
    }

    // Senders are let in by their signature alone, and who signs in by what the body holds.
    private static bool IsCalled(Operation operation) =>
        Routes.UnderEveryMethod.Any(route => route.Function == operation.Function && route.Method == operation.Method && route.Admission is not (Admission.Signature or Admission.Key));

    private static async Task<(IReadOnlySet<string> Asked, string Answer)> CallAsync(
        Instance instance, Operation operation, string tenant, Dictionary<string, StringValues> query)
    {
        var method = typeof(Routes).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Single(method => method.GetCustomAttribute<FunctionAttribute>()?.Name == operation.Function);
        var asked = new AskedQuery(new QueryCollection(query));
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Query, request.Headers.Authorization) = (operation.Method, asked, $"Bearer {Instance.AdminKey}");
        object?[] arguments = [.. method.GetParameters().Select(parameter => Argument(parameter, request, tenant))];
        object? result = method.Invoke(instance.Function(method.DeclaringType!), arguments);
        var answer = result is Task<IActionResult> task ? await task : (IActionResult)result!;
        return (asked.Asked, (answer as ContentResult)?.Content ?? "");
    }

    private static object? Argument(ParameterInfo parameter, HttpRequest request, string tenant) => parameter.Name switch
    {
        "tenant" => tenant,
        "date" => "2026-03-02",
        _ when parameter.ParameterType == typeof(HttpRequest) => request,
        _ when parameter.ParameterType == typeof(CancellationToken) => CancellationToken.None,
        _ => new string('0', 32),
    };
}
