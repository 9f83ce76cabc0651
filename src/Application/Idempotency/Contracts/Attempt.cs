using Picora.Domain;

namespace Picora.Application.Idempotency.Contracts;

/// <summary>An attempt whose answer is of any type.</summary>
internal interface IAttempt
{
    /// <summary>Null while there is none, or when the attempt has failed.</summary>
    object? AnyAnswer { get; }
}

/// <summary>
/// The value of a unit of work that is committed whatever came of the request, such as a wrong guess that counts. The request's answer is kept
/// with it when it has one.
/// </summary>
/// <param name="Outcome">What the request answers; null while another unit of work has to follow.</param>
internal sealed record Attempt<TAnswer>(Result<TAnswer>? Outcome) : IAttempt
{
    public object? AnyAnswer => Outcome is { IsSuccess: true } outcome ? outcome.Value : null;
}
