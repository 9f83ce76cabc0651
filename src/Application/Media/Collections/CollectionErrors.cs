using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Collections;

internal static class CollectionErrors
{
    public static readonly Error NotFound = Error.NotFound("Collection not found");

    public static readonly Error TypeNotFound = Error.NotFound("Collection type not found");

    public static readonly Error TypeImmutable =
        new(ErrorKind.Conflict, "COLLECTION_TYPE_IMMUTABLE", "A collection's type, custom type and slug never change");

    public static readonly Error SlugTaken = new(ErrorKind.Conflict, "KB_SLUG_TAKEN", "You have a collection with this slug already");

    public static readonly Error NotEmpty =
        new(ErrorKind.Conflict, "KB_NOT_EMPTY", "The collection is not empty: empty it, or delete what it holds with it (cascade=true)");

    public static readonly Error TypeInUse = new(ErrorKind.Conflict, "CONFLICT", "The collection type is in use");

    public static readonly Error TypeSlugTaken = new(ErrorKind.Conflict, "CONFLICT", "There is a collection type with this slug already");

    public static readonly Error HoldsNoImages = Error.Validation("kbId", "This collection holds no images.");

    public static readonly Error HoldsNoDocuments = Error.Validation("kbId", "This collection holds no documents.");

    public static Error PlanRequired(Plan plan) => new Error(ErrorKind.Forbidden, "PLAN_REQUIRED", "Collection types of your own need the plan pro_plus")
        .With("required", Plan.ProPlus.ToName()).With("plan", plan.ToName());

    /// <summary>A full quota has a code of its own here.</summary>
    public static Error AtLimit(Error refusal) => string.Equals(refusal.Code, "QUOTA_EXCEEDED", StringComparison.Ordinal)
        ? refusal with { Code = "COLLECTION_LIMIT_REACHED", Message = "There are as many collections already as the plan allows" }
        : refusal;

    public static Error TooManyTypes(int limit) =>
        new Error(ErrorKind.Forbidden, "CUSTOM_TYPE_LIMIT_REACHED", $"There are {limit} collection types of your own already; delete one first").With("limit", limit);
}
