using Pulso.Events;

namespace Pulso.Tests.Scenarios;

/// <summary>The values of an event, in the order of their fields' codes.</summary>
internal static class Values
{
    public static FieldValue[] Of(params (Field Field, object Value)[] values) =>
        [.. values.OrderBy(item => item.Field.Code).Select(item => Of(item.Field, item.Value))];

    private static FieldValue Of(Field field, object value) => value switch
    {
        string text => new FieldValue(field, text),
        bool flag => new FieldValue(field, flag ? 1L : 0L),
        _ => new FieldValue(field, Convert.ToInt64(value)),
    };
}
