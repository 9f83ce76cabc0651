using FluentValidation;
using MediatR;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts;

namespace Picora.Application.Accounts;

/// <summary>Opens an account for somebody, for whose address whoever asks vouches.</summary>
/// <param name="Password">Null: they sign in by a mailed code, or set one with a reset code.</param>
[RequireAdministrator]
public sealed record CreateUser(string? Email, string? Password, string? Nickname) : IRequest<Result<AdminUser>>;

internal sealed class CreateUserValidator : AbstractValidator<CreateUser>
{
    public CreateUserValidator()
    {
        RuleFor(request => request.Email).IsEmail();
        RuleFor(request => request.Password).IsNewPassword().When(request => request.Password is not null);
        RuleFor(request => request.Nickname).MaximumLength(User.MaxNicknameLength);
    }
}

internal sealed class CreateUserHandler(NewAccounts accounts, IUnitOfWork unitOfWork, IPasswordHasher hasher)
    : IRequestHandler<CreateUser, Result<AdminUser>>
{
    public async Task<Result<AdminUser>> Handle(CreateUser request, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(request.Email)!.Value;
        var hash = request.Password is { } password ? await hasher.HashAsync(password, cancellationToken) : null;
        return await unitOfWork.ExecuteAsync(token => AddAsync(email, hash, request.Nickname, token), cancellationToken);
    }

    private async Task<Result<AdminUser>> AddAsync(EmailAddress email, string? hash, string? nickname, CancellationToken cancellationToken)
    {
        var added = await accounts.AddAsync(email, hash, cancellationToken);
        return added.Map(user =>
        {
            user.Rename(nickname ?? string.Empty);
            return AdminUser.From(user);
        });
    }
}
