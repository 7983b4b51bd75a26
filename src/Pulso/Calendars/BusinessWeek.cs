namespace Pulso.Calendars;

/// <summary>Weeks as business counts them (ISO 8601): from Monday to Sunday.</summary>
public static class BusinessWeek
{
    public const int Days = 7;

    /// <summary>The first day of the week that holds a date.</summary>
    public static DateOnly MondayOf(DateOnly date) => date.AddDays(-PlaceOf(date.DayOfWeek));

    /// <summary>0 for Monday to 6 for Sunday.</summary>
    public static int PlaceOf(DayOfWeek day) => ((int)day + 6) % Days;
}
