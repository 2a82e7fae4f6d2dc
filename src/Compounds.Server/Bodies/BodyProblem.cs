namespace Compounds.Server.Bodies;

/// <summary>Something wrong with a part of a body.</summary>
/// <param name="Path">Where, as a JSON pointer, for example /roles/0.</param>
/// <param name="Message">What would be right.</param>
public sealed record BodyProblem(string Path, string Message);
