using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Pulso.Functions.Tests.Webhooks;

public sealed class RouteTests
{
    private static readonly string[] Methods = ["delete", "get", "head", "options", "patch", "post", "put", "trace"];

    public static TheoryData<string> Functions => [.. Triggers.Select(item => item.Function)];

    private static IEnumerable<(string Function, CustomAttributeData Trigger)> Triggers =>
        from method in typeof(Composition).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods())
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        from trigger in method.GetParameters().SelectMany(parameter => parameter.CustomAttributes)
        where trigger.AttributeType == typeof(HttpTriggerAttribute)
        select (function.Name, trigger);

    /// <summary>The host itself answers a method that a route does not list, with a 404.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void A_route_lists_every_method_so_that_the_function_can_say_405(string function)
    {
        var trigger = Triggers.Single(item => item.Function == function).Trigger;
        var listed = (IReadOnlyCollection<CustomAttributeTypedArgument>)trigger.ConstructorArguments[1].Value!;

        Assert.Equal(Methods, listed.Select(method => (string)method.Value!).Order(StringComparer.Ordinal));
    }
}
