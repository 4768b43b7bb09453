using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;

namespace NeuralGen.Generator.Tests.Harness;

/// <summary>A loaded compilation. It stays loaded: with assemblies that may be unloaded, whose types
/// have thread statics, the runtime's garbage collector crashed the test host now and then.</summary>
internal sealed class Compiled
{
    private readonly Assembly _assembly;

    private Compiled(Assembly assembly, ImmutableArray<GeneratedFile> generated)
    {
        _assembly = assembly;
        Generated = generated;
    }

    /// <summary>What the generator wrote, one file a method.</summary>
    public ImmutableArray<GeneratedFile> Generated { get; }

    public static Compiled Load(Attempt attempt)
    {
        var context = new AssemblyLoadContext("programs");
        if (attempt.Library is { } library)
        {
            context.LoadFromStream(new MemoryStream(library));
        }

        return new Compiled(context.LoadFromStream(new MemoryStream(attempt.Image)), attempt.Generated);
    }

    public Type Type(string name) =>
        _assembly.GetType(name)
        ?? throw new ArgumentException(
            $"no type {name} among {string.Join(", ", _assembly.GetTypes().Select(t => t.FullName))}"
        );

    /// <summary>A static method as a delegate.</summary>
    public TDelegate Delegate<TDelegate>(string type, string method)
        where TDelegate : Delegate => Method(type, method).CreateDelegate<TDelegate>();

    public bool Has(string type, string method) =>
        Type(type).GetMember(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Length > 0;

    /// <summary>Calls a static method; <paramref name="arguments"/> receives what comes back through <c>ref</c> and <c>out</c>.</summary>
    public object? Call(string type, string method, params object?[] arguments)
    {
        try
        {
            return Method(type, method, arguments.Length).Invoke(null, arguments);
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    /// <summary>A new object of one of the program's types: residuals.</summary>
    public object New(string type) => Activator.CreateInstance(Type(type))!;

    private MethodInfo Method(string type, string name, int? arguments = null) =>
        Type(type)
            .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Single(m => m.Name == name && (arguments is null || m.GetParameters().Length == arguments));
}
