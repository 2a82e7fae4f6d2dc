using Compounds.Claims;
using Compounds.Simulation;

[assembly: GenerateCodeForDeclaringAssembly(typeof(Claim))]
[assembly: GenerateCodeForDeclaringAssembly(typeof(Scenario))]
