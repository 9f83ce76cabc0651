using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Accounts.Contracts;
using Picora.Application.Pipeline;
using Picora.Application.Quotas.Contracts;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Changes what is present. Nothing is ever deleted: who is over a new limit reads and deletes, and cannot add.</summary>
/// <param name="PlanExpiresAt">ISO 8601; empty: never. A new plan without it has no end.</param>
/// <param name="Role"><c>admin</c> or <c>user</c>.</param>
/// <param name="IsActive">False bans: no credential counts from the next request on.</param>
/// <param name="Quotas">Limits that count in the plan's stead.</param>
[RequireAdministrator]
public sealed record UpdateUser(string? Plan, string? PlanExpiresAt, string? Role, bool? IsActive, IReadOnlyList<QuotaChange?>? Quotas)
    : IRequest<Result<AdminUserDetail>>
{
    [JsonIgnore]
    public string Id { get; init; } = string.Empty;
}

/// <param name="Type">As in <c>QUOTA_EXCEEDED</c>.</param>
/// <param name="Limit">In the quota's own unit; null takes the override away.</param>
/// <param name="ExpiresAt">ISO 8601; absent: never.</param>
/// <param name="Note">Why, for other administrators.</param>
public sealed record QuotaChange(string? Type, long? Limit, string? ExpiresAt, string? Note);

internal sealed class UpdateUserValidator : AbstractValidator<UpdateUser>
{
    public UpdateUserValidator()
    {
        RuleFor(request => request.Plan).Must(plan => plan is null || PlanNames.FromName(plan) is not null)
            .WithMessage("The plan is none, trial, pro or pro_plus.");
        RuleFor(request => request.PlanExpiresAt).Must(BeAnInstant).WithMessage("The expiry is an ISO 8601 instant.");
        RuleFor(request => request.Role).Must(role => role is null or "admin" or "user").WithMessage("The role is admin or user.");
        RuleFor(request => request.Quotas)
            .Must(changes => changes is null || changes.All(change => QuotaTypes.Find(change?.Type) is not null))
            .WithMessage("Each quota names a type, such as img_storage.")
            .Must(changes => changes is null || changes.DistinctBy(change => change?.Type, StringComparer.Ordinal).Count() == changes.Count)
            .WithMessage("Each quota is named once.")
            .Must(changes => changes is null || changes.All(change => change is null || (BeAnInstant(change.ExpiresAt) && IsStorable(change.Note))))
            .WithMessage("An expiry is an ISO 8601 instant; a note holds no character U+0000.");
    }

    private static bool BeAnInstant(string? text) => string.IsNullOrEmpty(text) || ApiKeyRules.ParseInstant(text) is not null;

    private static bool IsStorable(string? text) => text?.Contains('\0', StringComparison.Ordinal) != true;
}

internal sealed class UpdateUserHandler(
    IUnitOfWork unitOfWork, IQuotaOverrides overrides, AdminUsers users, Standings standings, ICaller caller, IAuditLog audit)
    : IRequestHandler<UpdateUser, Result<AdminUserDetail>>
{
    public async Task<Result<AdminUserDetail>> Handle(UpdateUser request, CancellationToken cancellationToken)
    {
        var id = new UserId(request.Id);
        var updated = await unitOfWork.ExecuteAsync(token => UpdateAsync(id, request, token), cancellationToken);
        return updated.IsSuccess && await users.FindAsync(id, cancellationToken) is { } found ? found : updated.Error ?? AccountErrors.UserNotFound;
    }

    private async Task<Result<Success>> UpdateAsync(UserId id, UpdateUser request, CancellationToken cancellationToken)
    {
        var taken = await standings.TakeAsync(id, request.Role is "user" || request.IsActive == false, cancellationToken);
        if (!taken.IsSuccess)
        {
            return taken.Error;
        }

        var user = taken.Value;
        ChangePlan(user, request);
        ChangeStanding(user, request);
        foreach (var change in request.Quotas ?? [])
        {
            var order = new QuotaLimitOrder(QuotaTypes.FromName(change!.Type!), change.Limit, Instant(change.ExpiresAt), change.Note);
            var set = await overrides.SetAsync(id, order, caller.Current.UserId, cancellationToken);
            if (!set.IsSuccess)
            {
                return set;
            }

            audit.Record(id, AuditAction.QuotaChanged, change.Limit is { } limit ? $"{change.Type} {limit}" : change.Type);
        }

        return Success.Value;
    }

    private void ChangePlan(User user, UpdateUser request)
    {
        if (request.Plan is null && request.PlanExpiresAt is null)
        {
            return;
        }

        var plan = PlanNames.FromName(request.Plan) ?? user.Plan;
        user.ChangePlan(plan, Instant(request.PlanExpiresAt));
        audit.Record(user.Id, AuditAction.PlanChanged, plan.ToName());
    }

    private void ChangeStanding(User user, UpdateUser request)
    {
        if (request.Role is { } role && user.IsAdministrator != role is "admin")
        {
            user.BeAdministrator(role is "admin");
            audit.Record(user.Id, AuditAction.RoleChanged, role);
        }

        if (request.IsActive is { } isActive)
        {
            standings.SetActive(user, isActive);
        }
    }

    private static DateTimeOffset? Instant(string? text) => string.IsNullOrEmpty(text) ? null : ApiKeyRules.ParseInstant(text);
}
