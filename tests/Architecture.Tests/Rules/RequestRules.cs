using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mono.Cecil;
using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests.Rules;

/// <summary>What every use case looks like.</summary>
internal static class RequestRules
{
    private const int MaxLines = 150;
    private const string Access = "Picora.Application.Pipeline.AccessAttribute";

    /// <summary>Every request names who may send it, once, and answers with a result.</summary>
    public static IEnumerable<string> Contract(AssemblyDefinition assembly) =>
        from type in assembly.MainModule.Types.SelectMany(type => type.NestedTypes.Prepend(type))
        where !type.IsInterface && !type.IsAbstract && type.Interfaces.Any(face => face.InterfaceType.FullName == "MediatR.IBaseRequest")
        from violation in Violations(type)
        select violation;

    /// <summary>One file holds one request with its validator and its handler, in this order, under the request's name.</summary>
    public static IEnumerable<string> Files(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsUnder("src/Application") && !file.IsUnder("src/Application/Pipeline")
        let parts = UseCase.Of(file)
        where parts.Requests.Count + parts.Handlers.Count > 0
        from violation in Violations(file, parts)
        select $"{file.Path} {violation}";

    private static IEnumerable<string> Violations(TypeDefinition request)
    {
        var count = request.CustomAttributes.Count(attribute => attribute.AttributeType.Resolve()?.BaseType?.FullName == Access);
        if (count != 1)
        {
            yield return $"{request.FullName} carries {count} access attributes";
        }

        var isResult = request.Interfaces.Any(face => face.InterfaceType is GenericInstanceType { ElementType.FullName: "MediatR.IRequest`1" } answer
            && answer.GenericArguments[0] is GenericInstanceType { ElementType.FullName: "Picora.Domain.Result`1" });
        if (!isResult)
        {
            yield return $"{request.FullName} does not answer with a Result";
        }
    }

    private static IEnumerable<string> Violations(SourceFile file, UseCase parts)
    {
        if (parts.Requests.Count != 1 || parts.Handlers.Count != 1 || parts.Validators.Count > 1)
        {
            yield return $"has {parts.Requests.Count} requests, {parts.Validators.Count} validators and {parts.Handlers.Count} handlers";
            yield break;
        }

        var order = parts.Requests.Concat(parts.Validators).Concat(parts.Handlers).Select(type => type.SpanStart).ToList();
        if (!order.SequenceEqual(order.Order()))
        {
            yield return "is not in the order request, validator, handler";
        }

        if (parts.Requests[0].Identifier.Text != Path.GetFileNameWithoutExtension(file.Path))
        {
            yield return $"is not named after its request {parts.Requests[0].Identifier.Text}";
        }

        if (file.Lines > MaxLines)
        {
            yield return $"has {file.Lines} lines, {MaxLines} at most";
        }
    }

    private sealed record UseCase(IReadOnlyList<TypeDeclarationSyntax> Requests, IReadOnlyList<TypeDeclarationSyntax> Validators, IReadOnlyList<TypeDeclarationSyntax> Handlers)
    {
        public static UseCase Of(SourceFile file) => new(Deriving(file, "IRequest<"), Deriving(file, "AbstractValidator<"), Deriving(file, "IRequestHandler<"));

        private static List<TypeDeclarationSyntax> Deriving(SourceFile file, string parent) =>
        [
            .. file.All<TypeDeclarationSyntax>().Where(type =>
                type.BaseList?.Types.Any(named => named.Type.ToString().StartsWith(parent, StringComparison.Ordinal)) == true),
        ];
    }
}
