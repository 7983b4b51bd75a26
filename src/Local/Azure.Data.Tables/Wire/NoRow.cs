namespace Azure.Data.Tables.Wire;

/// <summary>The answer to a read of a row that is not there.</summary>
internal sealed class NoRow<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;
    public override T Value => throw new InvalidOperationException("The row does not exist.");

    public override Response GetRawResponse() => response;
}
