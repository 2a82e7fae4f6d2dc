using Compounds.Claims;

[assembly: GenerateCodeForDeclaringAssembly(typeof(Claim))]
