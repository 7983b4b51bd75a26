using System.Reflection;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Pulso.Acceptance.Running;

namespace Pulso.Local.Tests;

/// <summary>What the app does not call does not exist: each member here is one that the published packages have and the app uses.</summary>
public sealed class PublicMembersTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_public_members_are_those_of_the_list()
    {
        Assembly[] assemblies =
        [
            typeof(TableClient).Assembly,
            typeof(ServiceBusClient).Assembly,
            typeof(FunctionAttribute).Assembly,
            typeof(System.IO.Hashing.NonCryptographicHashAlgorithm).Assembly,
        ];
        var members = assemblies.SelectMany(assembly => assembly.GetExportedTypes()).SelectMany(Lines).Order(StringComparer.Ordinal);

        Golden.Holds("tests/Pulso.Local.Tests/public-members.txt", members);
    }

    private static IEnumerable<string> Lines(Type type) => type
        .GetMembers(Declared)
        .Where(member => member is MethodBase method ? IsVisible(method) && !IsAccessor(method)
            : member is PropertyInfo property ? property.GetAccessors(nonPublic: true).Any(IsVisible)
            : member is FieldInfo { IsPublic: true, IsSpecialName: false })
        .Select(member => $"{type.FullName}: {Text(member)}")
        .Prepend($"{type.FullName}");

    private static string Text(MemberInfo member) => member is PropertyInfo property
        ? $"{property} {{ {string.Concat(property.GetAccessors(nonPublic: true).Where(IsVisible).Select(accessor => accessor.Name[..3] + "; "))}}}"
        : $"{member}";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodBase method) =>
        method.IsSpecialName && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal));
}
