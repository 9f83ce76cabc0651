using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Picora.Architecture.Tests.Subjects;

/// <summary>An arrow from a type of an assembly to a type that its declaration or its code names. Nested types count as their outermost one.</summary>
internal readonly record struct Touch(TypeReference From, TypeReference To)
{
    public override string ToString() => $"{From.FullName} touches {To.FullName}";
}

internal static class Touches
{
    public static IEnumerable<Touch> Of(AssemblyDefinition assembly) =>
        assembly.MainModule.Types.SelectMany(type => OfType(type).SelectMany(Flatten).Select(Outermost).Distinct(SameName.Instance).Select(to => new Touch(type, to)));

    public static bool IsIn(this TypeReference type, string name) =>
        type.Namespace == name || type.Namespace.StartsWith(name + '.', StringComparison.Ordinal);

    private static IEnumerable<TypeReference> OfType(TypeDefinition type) =>
    [
        .. type.BaseType is null ? [] : new[] { type.BaseType },
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. type.GenericParameters.SelectMany(Constraints),
        .. Attributes(type),
        .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(property => Attributes(property).Append(property.PropertyType)),
        .. type.Events.Select(member => member.EventType),
        .. type.Methods.SelectMany(OfMethod),
        .. type.NestedTypes.SelectMany(OfType),
    ];

    private static IEnumerable<TypeReference> OfMethod(MethodDefinition method)
    {
        IEnumerable<TypeReference> signature =
        [
            .. Signature(method), .. Attributes(method), .. method.GenericParameters.SelectMany(Constraints),
            .. method.Parameters.SelectMany(parameter => Attributes(parameter)),
        ];
        return method.HasBody
            ? [.. signature, .. method.Body.Variables.Select(variable => variable.VariableType), .. method.Body.Instructions.SelectMany(OfInstruction)]
            : signature;
    }

    private static IEnumerable<TypeReference> OfInstruction(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [.. method.GenericArguments, .. Signature(method), method.DeclaringType],
        MethodReference method => [.. Signature(method), method.DeclaringType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Signature(MethodReference method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);

    private static IEnumerable<TypeReference> Constraints(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider owner) => owner.CustomAttributes.SelectMany(attribute =>
        attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>().Append(attribute.AttributeType));

    private static IEnumerable<TypeReference> Flatten(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Flatten).Append(generic.ElementType),
        TypeSpecification wrapped => Flatten(wrapped.ElementType),
        _ => [type],
    };

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private sealed class SameName : IEqualityComparer<TypeReference>
    {
        public static readonly SameName Instance = new();

        public bool Equals(TypeReference? x, TypeReference? y) => x?.FullName == y?.FullName;

        public int GetHashCode(TypeReference obj) => obj.FullName.GetHashCode(StringComparison.Ordinal);
    }
}
