using System.Text.RegularExpressions;

namespace Pulso.Functions.Tests.Infra;

/// <summary>Stands in for a compiler: whatever a file of <c>infra</c> refers to is there, and what is there is referred to.</summary>
public sealed partial class BicepTests
{
    private static readonly HashSet<string> Known =
    [
        "if", "for", "in", "existing", "true", "false", "null", "string", "int", "bool", "object", "array",
        "empty", "environment", "guid", "readEnvironmentVariable", "resourceGroup", "subscription", "subscriptionResourceId", "union", "uniqueString", "utcNow",
    ];

    public static TheoryData<string> Files => [.. BicepFile.All.Select(file => file.Name)];

    [Fact]
    public void The_files_are_read() => Assert.Empty(
        new[] { "main.bicep", "main.bicepparam", "modules/function.bicep", "environments/prod.bicepparam" }.Except(BicepFile.All.Select(file => file.Name)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Brackets_are_closed_by_their_kind(string name)
    {
        var open = new Stack<string>();
        foreach (var token in BicepFile.Named(name).Tokens.Where(token => token.Kind == BicepKind.Sign))
        {
            if (token.Text is "{" or "[" or "(")
                open.Push(token.Text);
            else if (token.Text is "}" or "]" or ")")
                Assert.True(open.TryPop(out string? opened) && opened + token.Text is "{}" or "[]" or "()", $"{name}, line {token.Line}: {token.Text}");
        }
        Assert.Empty(open);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_name_is_declared_once(string name) => Assert.Empty(
        BicepFile.Named(name).Declarations.Where(item => item.Name.Length > 0).GroupBy(item => (item.Keyword == "output", item.Name)).Where(group => group.Count() > 1).Select(group => group.Key.Name));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_name_that_is_used_is_declared(string name)
    {
        var file = BicepFile.Named(name);
        var declared = file.Declarations.Where(item => item.Keyword != "output").Select(item => item.Name).ToHashSet();
        Assert.Empty(file.Declarations.SelectMany(declaration =>
        {
            var own = LoopNames(declaration.Body);
            return BicepFile.References(declaration.Body).Where(token => !declared.Contains(token.Text) && !Known.Contains(token.Text) && !own.Contains(token.Text))
                .Select(token => $"{name}, line {token.Line}: {token.Text}");
        }));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_parameter_and_variable_is_used(string name)
    {
        var file = BicepFile.Named(name);
        var used = file.Declarations.SelectMany(declaration => BicepFile.References(declaration.Body)).Select(token => token.Text).ToHashSet();
        Assert.Empty(file.IsParameters ? [] : file.Of("param").Concat(file.Of("var")).Select(item => item.Name).Except(used));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_resource_has_a_type_with_an_API_version(string name) =>
        Assert.All(BicepFile.Named(name).Of("resource"), resource => Assert.Matches(ResourceType(), resource.Target));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_module_is_given_what_it_needs_and_nothing_else(string name)
    {
        var file = BicepFile.Named(name);
        Assert.All(file.Of("module"), module =>
        {
            var inside = file.Beside(module.Target);
            Assert.True(inside is not null, $"{name}: {module.Target} is missing");
            var given = BicepFile.Object(module.Body, "params").Keys;
            Assert.Empty(given.Except(inside.Of("param").Select(parameter => parameter.Name)).Select(parameter => $"{module.Target} has no {parameter}"));
            Assert.Empty(inside.Of("param").Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name).Except(given).Select(parameter => $"{module.Target} needs {parameter}"));
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_output_that_is_asked_for_is_given(string name)
    {
        var file = BicepFile.Named(name);
        var modules = file.Of("module").ToDictionary(module => module.Name, module => file.Beside(module.Target)!.Of("output").Select(output => output.Name).ToHashSet());
        var tokens = file.Tokens.Where(token => token.Text != "!").ToList();
        for (int i = 0; i + 4 < tokens.Count; i++)
        {
            if (modules.TryGetValue(tokens[i].Text, out var outputs) && tokens[i + 1].Text == "." && tokens[i + 2].Text == "outputs")
                Assert.True(outputs.Contains(tokens[i + 4].Text), $"{name}, line {tokens[i].Line}: {tokens[i].Text} gives no {tokens[i + 4].Text}");
        }
    }

    [Fact]
    public void Every_module_file_is_used() => Assert.Equal(
        BicepFile.All.Where(file => file.Name.StartsWith("modules/", StringComparison.Ordinal)).Select(file => file.Name),
        BicepFile.Named("main.bicep").Of("module").Select(module => module.Target).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_file_of_parameters_gives_what_is_needed_and_nothing_else() => Assert.All(BicepFile.All.Where(file => file.IsParameters), file =>
    {
        var main = file.Beside(file.Of("using").Single().Target);
        Assert.NotNull(main);
        var given = file.Of("param").Select(parameter => parameter.Name).ToList();
        Assert.Empty(given.Except(main.Of("param").Select(parameter => parameter.Name)));
        Assert.Empty(main.Of("param").Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name).Except(given));
    });

    private static HashSet<string> LoopNames(IReadOnlyList<BicepToken> body) =>
    [
        .. Enumerable.Range(0, body.Count).Where(i => body[i].Text == "for")
            .SelectMany(i => body.Skip(i + 1).TakeWhile(token => token.Text != "in").Where(token => token.Kind == BicepKind.Name).Select(token => token.Text)),
    ];

    [GeneratedRegex(@"^Microsoft(\.\w+)+(/\w+)+@\d{4}-\d{2}-\d{2}(-preview)?$")]
    private static partial Regex ResourceType();
}
