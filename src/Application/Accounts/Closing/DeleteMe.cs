using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts.Closing;

/// <summary>
/// Deletes the caller's account. From the commit on nobody is signed in, no key works, nothing is served, and the address is free; the rest
/// is removed in the background.
/// </summary>
/// <param name="Confirm">What a person typed: <c>DELETE</c> or <c>删除</c>. May be absent.</param>
/// <param name="Code">From <see cref="SendDeletionCode"/>, where the installation demands it.</param>
[RequireSession]
public sealed record DeleteMe(string? Confirm = null, string? Code = null) : IRequest<Result<Success>>;

internal sealed class DeleteMeValidator : AbstractValidator<DeleteMe>
{
    public DeleteMeValidator(IOptions<ClosingOptions> options)
    {
        RuleFor(request => request.Confirm).Must(text => text is null or "DELETE" or "删除").WithMessage("The confirmation is the word DELETE.");
        RuleFor(request => request.Code).IsCode().When(request => request.Code is not null || options.Value.NeedsCode);
    }
}

internal sealed class DeleteMeHandler(
    IAccountsDb db, IUnitOfWork unitOfWork, CodeProofs codes, AccountClosing closing, ICaller caller, IOptions<ClosingOptions> options)
    : IRequestHandler<DeleteMe, Result<Success>>
{
    public async Task<Result<Success>> Handle(DeleteMe request, CancellationToken cancellationToken)
    {
        var id = caller.Current.UserId;
        if (options.Value.NeedsCode)
        {
            var email = await db.Users.AsNoTracking().Where(user => user.Id == id).Select(user => user.Email).SingleAsync(cancellationToken);
            var proof = email is { } address
                ? await codes.RedeemAsync(address, CodePurpose.DeleteAccount, request.Code!, cancellationToken)
                : AccountErrors.BadCode;
            if (!proof.IsSuccess)
            {
                return proof.Error;
            }
        }

        return await unitOfWork.ExecuteAsync(token => closing.CloseAsync(id, token), cancellationToken);
    }
}
