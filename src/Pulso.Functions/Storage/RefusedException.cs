using Azure;

namespace Pulso.Functions.Storage;

/// <summary>The store will not take what was to be written, however often it is tried: too large, or malformed.</summary>
public sealed class RefusedException(string reason, Exception cause) : Exception(reason, cause)
{
    /// <summary>Runs a write; a refusal for good comes as this exception, everything else as it is.</summary>
    public static async Task GuardAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (RequestFailedException answer) when (answer.Status is 400 or 413)
        {
            throw new RefusedException($"the store answered {answer.Status} {answer.ErrorCode}", answer);
        }
        catch (ValueTooLargeException error)
        {
            throw new RefusedException(error.Message, error);
        }
    }
}
