using System.Reflection;
using System.Text;

namespace OrleansRisk.Client.Tests.Support;

/// <summary>Prints what an assembly promises, one line a member, sorted.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type));
            text.Append(type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType)
                ? $" : {Name(parent)}\n" : "\n");
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Enum.Format(type, Enum.Parse(type, name), "d")}");
        }

        return type.GetMembers(Declared)
            .Where(m => m is not Type
                && m.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null)
            .Select(Describe)
            .OfType<string>();
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo made => $"new({Parameters(made)})",
        MethodInfo { IsSpecialName: true } => null,
        MethodInfo method => $"{Static(method)}{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{ {Accessors(property)} }}",
        FieldInfo { IsLiteral: true } field =>
            $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}",
        FieldInfo field => $"{Name(field.FieldType)} {field.Name}",
        _ => member.ToString(),
    };

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string Accessors(PropertyInfo property) => string.Join(' ', property.GetAccessors().Select(a =>
        a == property.GetMethod ? "get;" : IsInit(a) ? "init;" : "set;"));

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers()
            .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p =>
            $"{Name(p.ParameterType)} {p.Name}{(p.IsOptional ? "?" : "")}"));

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsInterface: true } => "interface",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }

        if (!type.IsGenericType)
        {
            return type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        }

        return $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
