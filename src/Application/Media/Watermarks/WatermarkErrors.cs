using Picora.Domain;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Media.Watermarks;

internal static class WatermarkErrors
{
    public static readonly Error NotFound = Error.NotFound("Watermark template not found");

    public static readonly Error Changed = new(
        ErrorKind.PreconditionFailed, "PRECONDITION_FAILED", "The watermark template has been changed since; read it again");

    public static readonly Error NotOwnImage = Error.Validation("imageUrl", "imageUrl is the address of one of your own pictures here.");

    public static Error PlanRequired(Plan plan) => new Error(ErrorKind.Forbidden, "PLAN_REQUIRED", "Watermark templates need the plan pro_plus")
        .With("required", Plan.ProPlus.ToName()).With("plan", plan.ToName());

    public static Error TooMany(int limit) =>
        new Error(ErrorKind.Forbidden, "WATERMARK_LIMIT_REACHED", $"There are {limit} watermark templates already; delete one first").With("limit", limit);
}
