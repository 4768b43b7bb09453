using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>What each parameter or field is to the method.</summary>
internal sealed class ParameterRoles(Derivative derivative)
{
    private readonly Dictionary<Buffer, Role> _roles = derivative.Roles.ToDictionary(r => r.Buffer, r => r.Role);

    public Role this[Buffer buffer] => _roles.TryGetValue(buffer, out Role role) ? role : Role.Unused;

    public bool IsOutput(Buffer buffer) => this[buffer] is Role.PureOutput or Role.ReadWrite;
}
