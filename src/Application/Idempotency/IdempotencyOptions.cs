using System.ComponentModel.DataAnnotations;

namespace Picora.Application.Idempotency;

/// <summary>Settings under <c>Picora:Idempotency</c>.</summary>
public sealed class IdempotencyOptions
{
    public const string Section = "Picora:Idempotency";

    /// <summary>Hours in which a request with the same <c>Idempotency-Key</c> gets the answer of the first one.</summary>
    [Range(1, 168)]
    public int KeepHours { get; set; } = 24;
}
