using System.Text;

namespace Compounds.Simulation;

/// <summary>
/// Uniform draws addressed by (seed, sample, parameter name). Neither the scenario nor the thread nor the other
/// parameters enter, so that two scenarios meet the same world in the same sample.
/// </summary>
public static class Draw
{
    /// <summary>The 64-bit FNV-1a hash of a name in UTF-8.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The hash.</returns>
    public static ulong Hash(string name)
    {
        unchecked
        {
            var hash = 0xcbf29ce484222325UL;
            foreach (var octet in Encoding.UTF8.GetBytes(name))
                hash = (hash ^ octet) * 0x100000001b3UL;
            return hash;
        }
    }

    /// <summary>A uniform number for a parameter in a sample.</summary>
    /// <param name="seed">The seed of the scenario.</param>
    /// <param name="sample">The number of the sample, from 0.</param>
    /// <param name="name">The name of the parameter, such as <c>C1.fuel</c>.</param>
    /// <param name="index">Tells several draws of one name apart.</param>
    /// <returns>A number in (0, 1), on the grid of 2^-53.</returns>
    public static double Uniform(ulong seed, int sample, string name, int index = 0) => Uniform(seed, sample, Hash(name), index);

    /// <summary>A uniform number for a parameter whose name is already hashed.</summary>
    /// <param name="seed">The seed of the scenario.</param>
    /// <param name="sample">The number of the sample, from 0.</param>
    /// <param name="nameHash">The result of <see cref="Hash"/>.</param>
    /// <param name="index">Tells several draws of one name apart.</param>
    /// <returns>A number in (0, 1), on the grid of 2^-53.</returns>
    public static double Uniform(ulong seed, int sample, ulong nameHash, int index = 0)
    {
        unchecked
        {
            var (x0, x1, _, _) = Philox.Scramble(
                ((uint)sample, (uint)index, (uint)nameHash, (uint)(nameHash >> 32)),
                ((uint)seed, (uint)(seed >> 32)));
            return ((((double)(x0 >> 5) * 67108864.0) + (x1 >> 6)) + 0.5) / 9007199254740992.0;
        }
    }
}
