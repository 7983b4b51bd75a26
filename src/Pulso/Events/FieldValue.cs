namespace Pulso.Events;

/// <summary>A field and its value: text, or an integer (milliseconds, thousandths, 0/1) as the field's kind says.</summary>
public readonly record struct FieldValue(Field Field, string? Text, long Number)
{
    public FieldValue(Field field, string text) : this(field, text, 0)
    {
    }

    public FieldValue(Field field, long number) : this(field, null, number)
    {
    }
}
