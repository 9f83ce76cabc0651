using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Pipeline;
using Picora.Domain;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;

namespace Picora.Application.Media.Watermarks;

/// <summary>Needs the plan pro_plus.</summary>
[RequireSession]
public sealed record CreateWatermarkTemplate(WatermarkInput Input) : IRequest<Result<WatermarkTemplateResponse>>;

internal sealed class CreateWatermarkTemplateValidator : AbstractValidator<CreateWatermarkTemplate>
{
    public CreateWatermarkTemplateValidator()
    {
        RuleFor(request => request.Input).SetValidator(new WatermarkInputValidator()).OverridePropertyName(string.Empty);
        RuleFor(request => request.Input.Name).NotNull().OverridePropertyName("name");
        RuleFor(request => request.Input.Type).NotNull().OverridePropertyName("type");
        RuleFor(request => request.Input.Text).NotNull().When(request => WatermarkWords.IsText(request.Input.Type)).OverridePropertyName("text");
        RuleFor(request => request.Input.ImageUrl).NotNull().When(request => WatermarkWords.IsImage(request.Input.Type)).OverridePropertyName("imageUrl");
    }
}

internal sealed class CreateWatermarkTemplateHandler(
    IMediaDb db, IUnitOfWork unitOfWork, ICaller caller, IPublicUrls urls, IOptions<WatermarkOptions> options, TimeProvider time)
    : IRequestHandler<CreateWatermarkTemplate, Result<WatermarkTemplateResponse>>
{
    public async Task<Result<WatermarkTemplateResponse>> Handle(CreateWatermarkTemplate request, CancellationToken cancellationToken) =>
        caller.Current.Plan == Plan.ProPlus
            ? await unitOfWork.ExecuteAsync(token => AddAsync(request.Input, token), cancellationToken)
            : WatermarkErrors.PlanRequired(caller.Current.Plan);

    private async Task<Result<WatermarkTemplateResponse>> AddAsync(WatermarkInput input, CancellationToken cancellationToken)
    {
        var (owner, limit) = (caller.Current.UserId, options.Value.MaxTemplates);
        var own = db.WatermarkTemplates.Where(template => template.OwnerId == owner && template.DeletedAt == null);

        // One creation per owner at a time from the second template on, so that the count cannot be overtaken.
        await own.LockAsync(template => template.Name, cancellationToken);
        if (await own.CountAsync(cancellationToken) >= limit)
        {
            return WatermarkErrors.TooMany(limit);
        }

        var design = await input.ApplyAsync(null, db, owner, urls, cancellationToken);
        return design.Bind(wanted => WatermarkTemplate.Create(owner, wanted, time.Now())).Map(template =>
        {
            db.WatermarkTemplates.Add(template);
            return WatermarkTemplateResponse.From(template, urls);
        });
    }
}
