using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Abstractions;

/// <summary>How often pictures are made to measure. A refusal is <c>RATE_LIMITED</c>, with <c>retryAfterSec</c> in its meta.</summary>
public interface ITransformLimits
{
    /// <summary>Counts a variant that is to be made of one of the owner's pictures; null when it may be.</summary>
    Error? RefuseCold(UserId owner);

    /// <summary>Counts a preview for a user; null when it may be made.</summary>
    Error? RefusePreview(string user);
}
