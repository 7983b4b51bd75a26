using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;

namespace Pulso.Functions.Tests.Access;

/// <summary>Every function that can be called over HTTP, as the host finds them.</summary>
public sealed class RoutesTests
{
    private static readonly (string Name, CustomAttributeData Trigger)[] Functions = [
        .. typeof(Routes).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => (method.GetCustomAttribute<FunctionAttribute>()?.Name, Trigger: Trigger(method)))
            .Where(function => function is { Name: not null, Trigger: not null })
            .Select(function => (function.Name!, function.Trigger!))];

    [Fact]
    public void Every_function_has_its_route_and_every_route_its_function() =>
        Assert.Equal(Functions.Select(function => function.Name).Order(), Routes.All.Select(route => route.Function).Distinct().Order());

    [Fact]
    public void No_trigger_lists_methods_for_the_host_would_answer_any_other_one_with_a_404_and_not_with_what_is_allowed() =>
        Assert.All(Functions, function => Assert.Empty(function.Trigger.ConstructorArguments.Skip(1).SelectMany(methods => (IEnumerable<CustomAttributeTypedArgument>)methods.Value!)));

    [Fact]
    public void No_function_leaves_its_admission_to_the_host() =>
        Assert.All(Functions, function => Assert.Equal((int)AuthorizationLevel.Anonymous, function.Trigger.ConstructorArguments[0].Value));

    [Fact]
    public void Only_health_the_description_of_the_surface_and_the_page_without_its_figures_are_open_to_everyone() =>
        Assert.Equal(["dashboard", "dashboard-files", "sign-out", "health", "openapi"], Routes.All.Where(route => route.Admission == Admission.Everyone).Select(route => route.Function));

    [Fact]
    public void What_changes_anything_needs_an_admin() => Assert.All(Routes.UnderEveryMethod.Where(route => route.Changes), route => Assert.Equal(Admission.Admin, route.Admission));

    [Fact]
    public void Whatever_an_admin_can_send_is_audited_unless_it_only_computes() => Assert.Subset(
        new HashSet<string> { "kpis", "set-mark", "verify" },
        Routes.UnderEveryMethod.Where(route => route is { Admission: Admission.Admin, Changes: false } && route.Method != "GET").Select(route => route.Function).ToHashSet());

    private static CustomAttributeData? Trigger(MethodInfo method) =>
        method.GetParameters().SelectMany(parameter => parameter.CustomAttributes).FirstOrDefault(data => data.AttributeType == typeof(HttpTriggerAttribute));
}
