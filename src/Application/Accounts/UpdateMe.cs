using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <param name="Nickname">Empty clears it; absent leaves it.</param>
/// <param name="Locale"><c>en</c> or <c>zh-CN</c>; absent leaves it.</param>
[RequireSession]
public sealed record UpdateMe(string? Nickname, string? Locale) : IRequest<Result<UserView>>;

internal sealed class UpdateMeValidator : AbstractValidator<UpdateMe>
{
    public UpdateMeValidator()
    {
        RuleFor(request => request.Nickname).IsStorable()
            .Must(name => name is null || name.Trim().Length <= User.MaxNicknameLength)
            .WithMessage($"A nickname has at most {User.MaxNicknameLength} characters.");
        RuleFor(request => request.Locale)
            .Must(name => name is null || Locales.FromName(name) is not null)
            .WithMessage("The locale is en or zh-CN.");
    }
}

internal sealed class UpdateMeHandler(IAccountsDb db, IUnitOfWork unitOfWork, ICaller caller, UserViews views) : IRequestHandler<UpdateMe, Result<UserView>>
{
    public Task<Result<UserView>> Handle(UpdateMe request, CancellationToken cancellationToken) => unitOfWork.ExecuteAsync<UserView>(
        async token =>
        {
            var id = caller.Current.UserId;
            var user = await db.Users.SingleAsync(row => row.Id == id, token);
            if (Locales.FromName(request.Locale) is { } locale)
            {
                user.Speak(locale);
            }

            var renamed = request.Nickname is null ? Success.Value : user.Rename(request.Nickname);
            return renamed.Map(_ => views.Of(user));
        },
        cancellationToken);
}
