using Pulso.Acceptance.Running;
using Pulso.Events;

namespace Pulso.Functions.Tests.Docs;

/// <summary>What may be kept of an event is a closed list, and the page about privacy shows all of it.</summary>
public sealed class PrivacyPageTests
{
    [Fact]
    public void The_page_lists_every_field_that_an_event_may_carry_by_how_it_is_kept()
    {
        string page = File.ReadAllText(Checkout.PathOf("docs/privacy.md"));
        foreach (var kind in EventTypes.All.SelectMany(type => type.Fields).GroupBy(field => field.Kind))
        {
            string names = string.Join(' ', kind.Select(field => field.Name).Distinct().Order(StringComparer.Ordinal).Select(name => $"`{name}`"));
            Assert.Contains($"| {kind.Key} | {names} |", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_text_of_a_message_is_among_what_is_kept_and_a_comment_by_setting_alone() => Assert.DoesNotContain(
        EventTypes.All.Where(type => type != EventTypes.AnnotationAdded).SelectMany(type => type.Fields).Where(field => field.Kind != FieldKind.Comment),
        field => field.Name is "text" or "comment" or "body" or "name" or "phone" or "email" || field.Kind == FieldKind.LongText);
}
