using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;
using Picora.Domain.Accounts.Contracts;

namespace Picora.Application.Accounts;

/// <summary>Everybody, newest first, for administrators.</summary>
/// <param name="Q">A part of the address, or a whole id.</param>
/// <param name="IsActive"><c>true</c> or <c>false</c>.</param>
[RequireAdministrator]
public sealed record ListUsers(string? Cursor, string? Limit, string? Q, string? Plan, string? IsActive) : IRequest<Result<UserListResponse>>, IPagedRequest;

public sealed record UserListResponse(IReadOnlyList<AdminUser> Items, string? NextCursor, bool HasMore);

internal sealed class ListUsersValidator : AbstractValidator<ListUsers>
{
    public ListUsersValidator()
    {
        this.RuleForPage();
        RuleFor(request => request.Cursor).Must(_ => false).WithMessage("cursor is not one that this list returned.")
            .When(request => request.Start() is { } start && !start.Id.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '_'));
        RuleFor(request => request.Q).IsStorable().MaximumLength(EmailAddress.MaxLength);
        RuleFor(request => request.Plan).Must(plan => string.IsNullOrEmpty(plan) || PlanNames.FromName(plan) is not null)
            .WithMessage("plan is none, trial, pro or pro_plus.");
        RuleFor(request => request.IsActive).Must(text => string.IsNullOrEmpty(text) || text is "true" or "false")
            .WithMessage("isActive is true or false.");
    }
}

internal sealed class ListUsersHandler(IAccountsDb db) : IRequestHandler<ListUsers, Result<UserListResponse>>
{
    private const string Escape = "\\";

    public async Task<Result<UserListResponse>> Handle(ListUsers request, CancellationToken cancellationToken)
    {
        var users = Matching(request);
        if (request.Start() is { } start)
        {
            var last = new UserId(start.Id);
            users = users.Where(user => user.CreatedAt <= start.CreatedAt && (user.CreatedAt < start.CreatedAt || user.Id < last));
        }

        var size = request.Size();
        var page = await users.OrderByDescending(user => user.CreatedAt).ThenByDescending(user => user.Id).Take(size + 1).ToListAsync(cancellationToken);
        var items = page.Take(size).Select(AdminUser.From).ToList();
        var more = page.Count > size;
        return new UserListResponse(items, more ? new PageCursor(items[^1].Id, items[^1].CreatedAt).ToString() : null, more);
    }

    private IQueryable<User> Matching(ListUsers request)
    {
        var users = db.Users.AsNoTracking();
        if (PlanNames.FromName(request.Plan) is { } plan)
        {
            users = users.Where(user => user.Plan == plan);
        }

        if (!string.IsNullOrEmpty(request.IsActive))
        {
            var isActive = string.Equals(request.IsActive, "true", StringComparison.Ordinal);
            users = users.Where(user => user.IsActive == isActive);
        }

        if (request.Q is { Length: > 0 } text)
        {
            var (id, pattern) = (new UserId(text), Pattern(text));
            users = users.Where(user => user.Id == id || EF.Functions.Like((string)(object)user.Email!, pattern, Escape));
        }

        return users;
    }

    // Addresses are kept in small letters.
    private static string Pattern(string text)
    {
        var plain = string.Concat(text.ToLowerInvariant().Select(symbol => symbol is '%' or '_' or '\\' or '[' ? $"{Escape}{symbol}" : symbol.ToString()));
        return $"%{plain}%";
    }
}
